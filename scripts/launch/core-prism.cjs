/**
 * A loader that leaves the browser Prism's own few languages: its copy in React Email has all 300 for code in emails, 200 KB of a page's
 * JavaScript, and emails are made on the server. The editor asks for the languages it colours one by one.
 */
module.exports = () => 'import Prism from "prismjs";\nexport { Prism };\n';
