import type { Metadata } from "next";
import { KeyTable } from "@/components/settings/key-table";
import { NewKeyDialog } from "@/components/settings/new-key-dialog";
import { SettingsHeader } from "@/components/settings/settings-header";
import { Empty } from "@/components/ui/empty";
import { keySettingsOf } from "@/lib/projects/settings";
import { load } from "@/lib/web/page";
import { createKeyAction, revokeKeyAction } from "../actions";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage({ params }: PageProps<"/[project]/settings/keys">) {
  const { project: slug } = await params;
  const { keys, mayChange, now } = await load(slug, keySettingsOf);
  return (
    <>
      <SettingsHeader slug={slug} current="keys" />
      {keys ? (
        <>
          <NewKeyDialog mayChange={mayChange} create={createKeyAction.bind(null, slug)} />
          <KeyTable keys={keys} now={now} mayChange={mayChange} revoke={revokeKeyAction.bind(null, slug)} />
        </>
      ) : (
        <Empty title="Keys are shown to editors">Ask an admin of this project for one, or for another role.</Empty>
      )}
    </>
  );
}
