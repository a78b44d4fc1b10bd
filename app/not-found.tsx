import { ButtonLink } from "@/components/ui/button";
import { Drawing } from "@/components/ui/drawing";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto flex max-w-prose flex-col items-start gap-3 px-6 py-20">
      <Drawing of="missing" />
      <h1 className="text-lg">There is nothing here</h1>
      <p className="text-soft">What was here may be deleted, or belongs to a project you are not a member of.</p>
      <ButtonLink href="/" variant="primary" className="mt-2">
        Go home
      </ButtonLink>
    </main>
  );
}
