import { Link } from "@/components/ui/link";
import { KeptFocus } from "@/components/shell/kept-focus";
import { Mark } from "@/components/shell/mark";

export default function AccountLayout({ children }: LayoutProps<"/">) {
  return (
    <div className="mx-auto w-full max-w-[44rem] px-4 py-6 sm:px-6">
      <nav aria-label="CrowdPower" className="mb-8 flex items-center gap-5">
        <Link href="/" aria-label="CrowdPower" className="flex items-center">
          <Mark size={20} />
        </Link>
        <Link href="/projects">Projects</Link>
        <Link href="/account">Account</Link>
      </nav>
      <main>{children}</main>
      <KeptFocus />
    </div>
  );
}
