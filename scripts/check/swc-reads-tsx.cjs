// dependency-cruiser hands every file to swc as plain TypeScript, and swc then stumbles over the first element of a
// .tsx file. Loaded before it (node --require), this tells swc which files hold JSX.
const swc = require("@swc/core")

const { parseFileSync } = swc
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: /[jt]sx$/.test(file) })
