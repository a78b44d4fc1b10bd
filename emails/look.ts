/** What our emails and those of our users' projects look like, as far as no theme of their own says otherwise. */
export const SANS = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Helvetica, Arial, sans-serif";
export const WIDTH = 600;

/** Colours as sRGB: mail clients know no OKLCH. */
export const COLOUR = { canvas: "#f8fafa", panel: "#ffffff", ink: "#121c21", soft: "#566368", line: "#dbe1e2", people: "#bb29a6" } as const;

/** For clients that darken by rule: what is inline cannot know of it. */
export const DARK = `@media (prefers-color-scheme:dark){
.canvas,.canvas>table>tbody>tr>td{background-color:#0b1214!important}.panel{background-color:#131b1e!important}
.panel,.panel p,.panel h1,.panel h2,.panel h3,.panel li,.panel td,.panel a{color:#e8eeef!important}
.panel a.button,.button{background-color:#e8eeef!important;color:#121c21!important}.foot,.foot a,.foot p{color:#9ba7aa!important}
.dot{background-color:#ed6cd5!important}.panel,.panel hr{border-color:#2a3438!important}li::marker{color:#9ba7aa}}`;
