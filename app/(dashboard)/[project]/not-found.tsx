import { Drawing } from "@/components/ui/drawing";
import { PageHeader } from "@/components/ui/page-header";

export default function NotFound() {
  return (
    <>
      <Drawing of="missing" />
      <PageHeader title="There is nothing here">
        It may have been deleted, or it belongs to another project. Press ⌘K or Ctrl K to search for it by name.
      </PageHeader>
    </>
  );
}
