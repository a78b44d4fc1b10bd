import { Link } from "@/components/ui/link";
import type { ComponentProps, MouseEvent } from "react";
import { cn } from "@/components/ui/cn";

const BASE =
  "touchable inline-flex shrink-0 cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap rounded-control border text-sm voice-label transition-[background-color,border-color,opacity,transform] select-none active:translate-y-px disabled:cursor-not-allowed disabled:opacity-50 disabled:active:translate-y-0 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 aria-disabled:active:translate-y-0 aria-busy:cursor-progress [&_svg]:size-4 [&_svg]:stroke-icon";
const VARIANTS = {
  primary: "border-ink bg-ink text-canvas hover:opacity-90",
  secondary: "border-edge/60 bg-panel text-ink hover:border-edge hover:bg-sunk",
  quiet: "border-transparent bg-transparent text-ink hover:bg-sunk",
  danger: "border-bad bg-panel text-bad hover:bg-bad hover:text-panel",
};
const SIZES = { base: "h-control px-3", small: "h-control-small px-2 text-xs", icon: "size-control p-0" };

type Look = { variant?: keyof typeof VARIANTS | undefined; size?: keyof typeof SIZES | undefined };

/** How a button looks, for what must be another element. */
export const buttonLook = ({ variant = "secondary", size = "base" }: Look) => `${BASE} ${VARIANTS[variant]} ${SIZES[size]}`;

type Props = ComponentProps<"button"> & Look & { pending?: boolean };

/** A verb. `pending` keeps its width and the focus, and takes no second press. An icon alone needs an `aria-label`. */
export const Button = ({ variant, size, pending = false, className, type = "button", ...rest }: Props) => (
  <button
    {...rest}
    {...(pending && { "aria-disabled": true, "aria-busy": true, onClick: ignore })}
    type={type}
    className={cn(buttonLook({ variant, size }), className)}
  />
);

const ignore = (event: MouseEvent) => event.preventDefault();

/** A link that looks like a button: it goes somewhere and changes nothing. */
export const ButtonLink = ({ variant, size, className, ...rest }: ComponentProps<typeof Link> & Look) => (
  <Link {...rest} className={cn(buttonLook({ variant, size }), className)} />
);
