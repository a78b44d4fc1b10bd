import "server-only";
import { AppError } from "@/lib/errors";

const MAX_BYTES = 1024 * 1024;

/** A request's bytes. Reading stops at the limit, so a huge body costs no memory. */
export async function readBytes(request: Request, maxBytes = MAX_BYTES): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new AppError("TOO_LARGE", `The request body is larger than ${maxBytes} bytes. Send less at a time.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A request's JSON object, whatever its content type says. No body is an empty object. */
export async function readJson(request: Request): Promise<object> {
  const text = (await readBytes(request)).toString("utf8");
  if (text === "") return {};
  const said = parsed(text);
  if (typeof said !== "object" || said === null || Array.isArray(said))
    throw new AppError("INVALID_INPUT", "The request body must be a JSON object.");
  return said;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("INVALID_INPUT", "The request body is not JSON.");
  }
}
