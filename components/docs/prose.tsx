import type { Token, Tokens } from "marked";
import { Link } from "@/components/ui/link";
import { Children, type ReactNode } from "react";
import { Sample } from "@/components/docs/sample";
import { PageHeader } from "@/components/ui/page-header";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { DocsPage } from "@/lib/docs/schema";

/** A page of the documentation: Markdown in the app's own voice. Nothing in it is taken as HTML. */
export const Prose = ({ title, content }: DocsPage) => (
  <article className="flex max-w-prose flex-col gap-4">
    <PageHeader title={title} />
    <Blocks tokens={content} />
  </article>
);

const Blocks = ({ tokens }: { tokens: Token[] }) => Children.toArray(tokens.map(blockOf));

function blockOf(token: Token): ReactNode {
  switch (token.type) {
    case "heading":
      return headingOf(token as Tokens.Heading);
    case "paragraph":
      return <p>{inline(token.tokens)}</p>;
    case "code":
      return <Sample title={(token as Tokens.Code).lang || "Code"} code={(token as Tokens.Code).text} />;
    case "list":
      return listOf(token as Tokens.List);
    case "table":
      return tableOf(token as Tokens.Table);
    case "text":
      return inline(token.tokens ?? [token]);
    default:
      return null;
  }
}

/** The title of a page is not in its text, so a text begins at the second level. */
function headingOf({ depth, text, tokens }: Tokens.Heading) {
  const id = text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const Heading = depth <= 2 ? "h2" : "h3";
  return (
    <Heading id={id} className={depth <= 2 ? "mt-4 text-base" : "mt-2 text-sm"}>
      {inline(tokens)}
    </Heading>
  );
}

function listOf({ ordered, items }: Tokens.List) {
  const List = ordered ? "ol" : "ul";
  return (
    <List className={ordered ? "flex list-decimal flex-col gap-1 pl-5" : "flex list-disc flex-col gap-1 pl-5"}>
      {items.map(({ raw, tokens }) => (
        <li key={raw}>
          <Blocks tokens={tokens} />
        </li>
      ))}
    </List>
  );
}

const tableOf = ({ header, rows }: Tokens.Table) => (
  <Table label={header.map(({ text }) => text).join(", ")}>
    <TableHead>
      <TableRow>
        {header.map(({ text, tokens }) => (
          <TableHeader key={text}>{inline(tokens)}</TableHeader>
        ))}
      </TableRow>
    </TableHead>
    <TableBody>
      {rows.map((cells) => (
        <TableRow key={cells.map(({ text }) => text).join("|")}>
          {cells.map(({ text, tokens }) => (
            <TableCell key={text} className="align-top">
              {inline(tokens)}
            </TableCell>
          ))}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

const inline = (tokens: Token[] = []): ReactNode => Children.toArray(tokens.map(spanOf));

function spanOf(token: Token): ReactNode {
  switch (token.type) {
    case "strong":
      return <strong className="voice-label text-ink">{inline(token.tokens)}</strong>;
    case "em":
      return <em>{inline(token.tokens)}</em>;
    case "codespan":
      return <code className="font-mono text-xs">{(token as Tokens.Codespan).text}</code>;
    case "link":
      return (
        <Link href={(token as Tokens.Link).href} className="underline underline-offset-2">
          {inline(token.tokens)}
        </Link>
      );
    default:
      return "tokens" in token && token.tokens ? inline(token.tokens) : "text" in token ? decoded(String(token.text)) : null;
  }
}

/** The reader of Markdown escapes what would be HTML; here it is text. */
const decoded = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ({ "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' })[entity] ?? "'");
