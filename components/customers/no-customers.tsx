import { SampleLink } from "@/components/sample/sample-link";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

/** Nobody: because nobody came yet, or because nobody is found. */
type Props = { q: string | undefined; tag: string | undefined; project: string };

export const NoCustomers = ({ q, tag, project }: Props) =>
  tag ? (
    <Empty title="Nobody has this tag" action={<ButtonLink href={`/${project}/customers`}>Show everybody</ButtonLink>} />
  ) : q ? (
    <Empty title={`Nobody matches “${q}”`} action={<ButtonLink href={`/${project}/customers`}>Clear the search</ButtonLink>}>
      Search by the beginning of an email, a name or an id.
    </Empty>
  ) : (
    <Empty
      title="No customers yet"
      drawing="customers"
      action={
        <>
          <ButtonLink variant="primary" href={`/${project}/start`}>
            Send the first event
          </ButtonLink>
          <SampleLink />
        </>
      }
    >
      Report what people do on your website or server, and they appear here.
    </Empty>
  );
