import { TabLinks } from "@/components/ui/tabs";

type Props = { project: string; current: "live" | "names" };

export const EventTabs = ({ project, current }: Props) => (
  <TabLinks
    label="Views of events"
    links={[
      { href: `/${project}/events`, label: "Live", current: current === "live" },
      { href: `/${project}/events/names`, label: "Names", current: current === "names" },
    ]}
  />
);
