import { tagScript } from "@/lib/instance/scripts";
import { script } from "@/lib/web/script";

/** The JS tag. It is the same for everybody: the page says with which key it begins. */
export const GET = (request: Request) => script(request, tagScript());
