type Props = { src: string; title: string; isDark: boolean };

/** A real email, small: as wide as it is on a desk, drawn at two fifths. It is looked at and not entered. */
export const Thumbnail = ({ src, title, isDark }: Props) => (
  <div className={`pointer-events-none relative h-64 overflow-hidden ${isDark ? "bg-paper-canvas-dark" : "bg-paper-canvas"}`}>
    <iframe
      src={src}
      title={title}
      loading="lazy"
      tabIndex={-1}
      sandbox=""
      scrolling="no"
      className="absolute top-0 left-0 h-[250%] w-[250%] origin-top-left scale-40 border-0"
    />
  </div>
);
