import { SettingsNav } from "@/components/settings/settings-nav";

export default async function SettingsLayout({ params, children }: LayoutProps<"/[project]/settings">) {
  return (
    <>
      <SettingsNav slug={(await params).project} />
      {children}
    </>
  );
}
