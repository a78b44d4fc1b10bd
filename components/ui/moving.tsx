"use client";

import { Component, createRef, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { fly, type Flight, placesIn, type Places } from "@/components/ui/flight";

type Props = {
  /** Who stands where, in words that change whenever somebody moves: nothing is measured while they stay the same. */
  places: string;
  children: ReactNode;
  className?: string | undefined;
};

/** Shows the dots inside going from where they are seen to where they are drawn anew, whenever the places change. With reduced motion they are simply there. */
export class Moving extends Component<Props, object, Places | null> {
  readonly #root = createRef<HTMLDivElement>();
  readonly #canvas = createRef<HTMLCanvasElement>();
  #flight: Flight | undefined;

  override getSnapshotBeforeUpdate({ places }: Props) {
    const isStill = places === this.props.places || matchMedia("(prefers-reduced-motion: reduce)").matches;
    return isStill ? null : new Map([...placesIn(this.#root.current!), ...(this.#flight?.seen() ?? [])]);
  }

  override componentDidUpdate({ className }: Props, _state: object, from: Places | null) {
    if (from || className !== this.props.className) this.#flight?.end();
    if (!from) return;
    this.#flight = fly(this.#root.current!, this.#canvas.current!, from);
  }

  override componentWillUnmount() {
    this.#flight?.end();
  }

  override render() {
    const { children, className } = this.props;
    return (
      <div ref={this.#root} className={cn("relative", className)}>
        {children}
        <canvas ref={this.#canvas} aria-hidden hidden className="crowd-flight" />
      </div>
    );
  }
}
