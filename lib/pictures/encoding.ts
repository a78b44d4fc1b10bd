import "server-only";
import sharp, { type Sharp } from "sharp";
import { AppError } from "@/lib/errors";

/** Twice the width of an email, for sharp screens. */
const MAX_WIDTH = 1_200;
const MAX_HEIGHT = 4_000;
const MAX_PIXELS = 40_000_000;
const MAX_WRITTEN = 2 * 1024 * 1024;

export type Encoded = { content: Buffer; contentType: string; width: number; height: number };

/**
 * A picture written anew from what was uploaded, so that what is served is pixels and nothing else: no metadata, no script, no second
 * file hidden inside. As JPEG, PNG or GIF, which every mail program shows.
 */
export async function encoded(bytes: Buffer): Promise<Encoded> {
  const format = formatOf(bytes);
  if (!format) throw unfit("That is no picture of a kind that emails show. Upload a JPEG, PNG, GIF or WebP.");
  try {
    const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, animated: format === "gif", failOn: "error" })
      .rotate()
      .resize({ width: MAX_WIDTH, height: format === "gif" ? undefined : MAX_HEIGHT, fit: "inside", withoutEnlargement: true });
    const { data, info } = await written(picture, format, format !== "jpeg" && !(await picture.stats()).isOpaque);
    if (data.byteLength > MAX_WRITTEN) throw unfit("It is larger than 2 MB even after it was made smaller. Emails need lighter pictures.");
    return { content: data, contentType: `image/${info.format}`, width: info.width, height: info.pageHeight ?? info.height };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unfit("It cannot be read as a picture. It may be damaged, or larger than 40 megapixels.");
  }
}

type Format = "jpeg" | "png" | "gif" | "webp";

const written = (picture: Sharp, format: Format, isTransparent: boolean) => {
  if (format === "gif") return picture.gif().toBuffer({ resolveWithObject: true });
  if (format === "png" || isTransparent) return picture.png({ compressionLevel: 9 }).toBuffer({ resolveWithObject: true });
  return picture.jpeg({ quality: 82 }).toBuffer({ resolveWithObject: true });
};

/** By its first bytes: whatever else it is called, a program that draws (SVG, PDF) never reaches the reader. */
function formatOf(bytes: Buffer): Format | null {
  const begins = (hex: string, at = 0) => bytes.subarray(at, at + hex.length / 2).toString("hex") === hex;
  if (begins("ffd8ff")) return "jpeg";
  if (begins("89504e470d0a1a0a")) return "png";
  if (begins("474946383761") || begins("474946383961")) return "gif";
  return begins("52494646") && begins("57454250", 8) ? "webp" : null;
}

const unfit = (message: string) => new AppError("INVALID_INPUT", message, { picture: [message] });
