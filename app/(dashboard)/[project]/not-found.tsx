import { Empty } from "@/components/ui/empty";

export default function NotFound() {
  return <Empty title="There is nothing here">What was here may be deleted, or it belongs to another project.</Empty>;
}
