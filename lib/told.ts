import type { z } from "zod";

type Camel<Name extends string> = Name extends `${infer First}_${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : Name;
/** Every field of an answer under the name it has with us, times as they are. */
type Row<Answer> = { [K in keyof Answer & string as Camel<K>]: Answer[K] | (string extends Answer[K] ? Date : never) };

/** A row as the API tells it: the fields that the schema names, in snake_case and with times as ISO 8601 text, and nothing else. */
export function told<S extends z.ZodObject>({ shape }: S, row: Row<z.infer<S>>): z.infer<S> {
  const fields = new Map(Object.entries(row));
  const said = Object.keys(shape).map((name) => {
    const value: unknown = fields.get(name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()));
    return [name, value instanceof Date ? value.toISOString() : value];
  });
  return Object.fromEntries(said) as z.infer<S>;
}
