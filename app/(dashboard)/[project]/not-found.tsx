import { PageHeader } from "@/components/ui/page-header";

export default function NotFound() {
  return (
    <PageHeader title="There is nothing here">
      What was here may be deleted, or it belongs to another project. Press ⌘K or Ctrl K to look for it by its name.
    </PageHeader>
  );
}
