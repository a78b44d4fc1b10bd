import type { ComponentProps } from "react";
import { BarredButton } from "@/components/ui/barred-button";
import { ButtonLink } from "@/components/ui/button";

type Props = Pick<ComponentProps<typeof ButtonLink>, "href" | "variant" | "size" | "children"> &
  Pick<ComponentProps<typeof BarredButton>, "because">;

/** A way to where something is made or changed, that may be barred: then it stays and says why. */
export const BarredLink = ({ because, href, ...rest }: Props) =>
  because === undefined ? <ButtonLink href={href} {...rest} /> : <BarredButton because={because} {...rest} />;
