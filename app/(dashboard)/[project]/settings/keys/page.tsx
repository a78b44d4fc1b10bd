import type { Metadata } from "next";
import { KeyTable } from "@/components/settings/key-table";
import { NewKeyDialog } from "@/components/settings/new-key-dialog";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { keySettingsOf } from "@/lib/projects/settings";
import { load } from "@/lib/web/page";
import { createKeyAction, revokeKeyAction, rotateKeyAction } from "../actions";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage({ params }: PageProps<"/[project]/settings/keys">) {
  const { project: slug } = await params;
  const { keys, pickable, mayChange, now } = await load(slug, keySettingsOf);
  const actions = keys && <NewKeyDialog mayChange={mayChange} pickable={pickable} create={createKeyAction.bind(null, slug)} />;
  return (
    <>
      <PageHeader title="API keys" actions={actions}>
        Programs use a key to reach this project. A public key can only send data, never read it.
      </PageHeader>
      {keys ? (
        <KeyTable
          {...{ keys, pickable, now, mayChange }}
          rotate={rotateKeyAction.bind(null, slug)}
          revoke={revokeKeyAction.bind(null, slug)}
        />
      ) : (
        <Empty title="Keys are shown to editors">Ask an admin of this project for one, or for another role.</Empty>
      )}
    </>
  );
}
