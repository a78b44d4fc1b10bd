import { Sample } from "@/components/docs/sample";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ShownField, ShownOperation } from "@/lib/web/schema";

/** Every operation, what it reads and what it needs. */
export const ApiReference = ({ operations, host }: { operations: readonly ShownOperation[]; host: string }) => (
  <div className="flex flex-col gap-10">
    <Sample title="A call" code={`curl '${host}/api/v1/customers?q=ada' -H 'Authorization: Bearer sk_…'`} />
    <p className="max-w-prose">
      A key goes in the header, never in the address: a secret one, <code className="font-mono text-xs">sk_…</code>, or an application’s,{" "}
      <code className="font-mono text-xs">ak_…</code>. What each operation needs is one of the permissions that a key is given.
    </p>
    <section id="errors" className="max-w-prose">
      <h2 className="mb-1 text-base">Errors</h2>
      <p>
        A failure answers <code className="font-mono text-xs">{"{ error: { code, message, field, docs_url, request_id } }"}</code>. The
        message says what is wrong and what to do; the id names the call in the server's log. 401 is a missing or unknown key, 403 a key
        that may not do this, 404 what does not exist in this project, 409 what cannot be as things are, such as a name that is taken, 413 a
        body of more than 1 MB, 422 input that cannot be read, 429 too much at once, 500 a fault of ours. /beacon and /v1 answer 400 for
        what cannot be read, 413 (on /beacon) or 400 (on /v1) for what is too large, and 503 for a fault of ours: send it again.
      </p>
    </section>
    <section id="lists" className="max-w-prose">
      <h2 className="mb-1 text-base">Lists</h2>
      <p>
        A list answers <code className="font-mono text-xs">data</code> and <code className="font-mono text-xs">next_cursor</code>. Ask again
        with <code className="font-mono text-xs">cursor</code> set to it for the next page; it is null on the last.
      </p>
    </section>
    {operations.map((operation) => (
      <Operation key={operation.id} {...operation} />
    ))}
  </div>
);

const Operation = ({ id, method, path, summary, needs, fields }: ShownOperation) => (
  <section id={id}>
    <h2 className="break-all font-mono text-sm">
      <span className="text-soft">{method}</span> {path}
    </h2>
    <p className="mt-1 mb-2">
      <Described text={summary} /> <span className="text-soft">Needs {needs}.</span>
    </p>
    {fields.length > 0 && <Fields label={`What ${method} ${path} reads`} fields={fields} />}
  </section>
);

const Fields = ({ label, fields }: { label: string; fields: readonly ShownField[] }) => (
  <Table label={label}>
    <TableHead>
      <TableRow>
        <TableHeader>Field</TableHeader>
        <TableHeader>In</TableHeader>
        <TableHeader>Type</TableHeader>
        <TableHeader>Meaning</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {fields.map(({ name, place, type, required, description }) => (
        <TableRow key={name}>
          <TableCell className="font-mono text-xs">{name}</TableCell>
          <TableCell className="text-soft">{required ? `${place}, required` : place}</TableCell>
          <TableCell className="max-w-48 break-words text-soft">{type}</TableCell>
          <TableCell>
            <Described text={description ?? ""} />
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

/** What is between backticks is code. */
const Described = ({ text }: { text: string }) =>
  text.split("`").map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      <code key={part} className="font-mono text-xs">
        {part}
      </code>
    ),
  );
