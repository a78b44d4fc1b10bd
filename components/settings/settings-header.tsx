import { PageHeader } from "@/components/ui/page-header";
import { TabLinks } from "@/components/ui/tabs";

const PARTS = [
  ["general", "General", ""],
  ["sending", "Sending", "/sending"],
  ["keys", "API keys", "/keys"],
] as const;

type Props = { slug: string; current: (typeof PARTS)[number][0] };

export const SettingsHeader = ({ slug, current }: Props) => (
  <>
    <PageHeader title="Settings" />
    <TabLinks
      label="Settings"
      links={PARTS.map(([part, label, path]) => ({ href: `/${slug}/settings${path}`, label, current: part === current }))}
    />
  </>
);
