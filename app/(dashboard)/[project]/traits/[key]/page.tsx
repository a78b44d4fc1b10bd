import type { Metadata } from "next";
import { DeleteTrait } from "@/components/traits/delete-trait";
import { EditTrait } from "@/components/traits/edit-trait";
import { TraitDetails } from "@/components/traits/trait-details";
import { Copy } from "@/components/ui/copy";
import { PageHeader } from "@/components/ui/page-header";
import { traitPage } from "@/lib/traits/page";
import { load } from "@/lib/web/page";
import { deleteTraitAction, updateTraitAction } from "../actions";

type Props = PageProps<"/[project]/traits/[key]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).key) };
}

export default async function TraitPage({ params }: Props) {
  const { project, key } = await params;
  const { mayEdit, ...shown } = await load(project, (scope) => traitPage(scope, decodeURIComponent(key)));
  const { trait } = shown;

  return (
    <>
      <PageHeader
        title={trait.label ?? trait.key}
        aside={<Copy shown text={trait.key} label="Copy the key" />}
        actions={
          <>
            <EditTrait trait={trait} mayEdit={mayEdit} update={updateTraitAction.bind(null, project)} />
            {mayEdit && <DeleteTrait traitKey={trait.key} path={`/${project}/traits`} remove={deleteTraitAction.bind(null, project)} />}
          </>
        }
      >
        {trait.description}
      </PageHeader>
      <TraitDetails {...shown} project={project} />
    </>
  );
}
