/**
 * A loader that takes PURE notes away. SWC drops the brackets of `(\/* @__PURE__ *\/ new Set(keys)).forEach(set)`, and its minifier then the
 * whole call (github.com/swc-project/swc/issues/12019): the editor's toolbars were left without their attributes, and so without looks.
 */
module.exports = (source) => source.replaceAll("/* @__PURE__ */ ", "");
