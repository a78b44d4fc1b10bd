import { cva, type VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** How a button looks, for what must be another element. */
export const buttonLook = cva(
  "touchable inline-flex shrink-0 cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap rounded-control border text-sm voice-label transition-[background-color,border-color,opacity,transform] select-none active:translate-y-px disabled:cursor-not-allowed disabled:opacity-50 disabled:active:translate-y-0 aria-busy:cursor-progress [&_svg]:size-4 [&_svg]:stroke-icon",
  {
    variants: {
      variant: {
        primary: "border-ink bg-ink text-canvas hover:opacity-90",
        secondary: "border-edge/60 bg-panel text-ink hover:border-edge hover:bg-sunk",
        quiet: "border-transparent bg-transparent text-ink hover:bg-sunk",
        danger: "border-bad bg-panel text-bad hover:bg-bad hover:text-panel",
      },
      size: { base: "h-control px-3", small: "h-control-small px-2 text-xs", icon: "size-control p-0" },
    },
    defaultVariants: { variant: "secondary", size: "base" },
  },
);

type Look = VariantProps<typeof buttonLook>;
type Props = ComponentProps<"button"> & Look & { pending?: boolean };

/** A verb. `pending` keeps its width and takes no second press. An icon alone needs an `aria-label`. */
export const Button = ({ variant, size, pending = false, disabled = false, className, type = "button", ...rest }: Props) => (
  <button
    {...rest}
    type={type}
    disabled={disabled || pending}
    aria-busy={pending || undefined}
    className={cn(buttonLook({ variant, size }), className)}
  />
);

/** A link that looks like a button: it goes somewhere and changes nothing. */
export const ButtonLink = ({ variant, size, className, ...rest }: ComponentProps<typeof Link> & Look) => (
  <Link {...rest} className={cn(buttonLook({ variant, size }), className)} />
);
