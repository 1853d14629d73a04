// Prints "passed failed skipped" of one TRX (xunit) or JUnit (vitest, node --test) report; "0 0 0" where there is none.
import { existsSync, readFileSync } from 'node:fs';

const path = process.argv[2];
// CDATA and attribute texts may hold what looks like elements, so both are emptied before anything is counted.
const xml = existsSync(path)
  ? readFileSync(path, 'utf8').replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '').replace(/\b(message|name|classname)="[^"]*"/g, '$1=""')
  : '';

const count = (pattern) => (xml.match(pattern) ?? []).length;

let total, failed, skipped;
if (xml.includes('<TestRun')) {
  total = count(/<UnitTestResult\b/g);
  skipped = count(/<UnitTestResult\b[^>]*\boutcome="NotExecuted"/g);
  failed = total - skipped - count(/<UnitTestResult\b[^>]*\boutcome="Passed"/g);
} else {
  const cases = xml.split(/<testcase\b/).slice(1);
  total = cases.length;
  failed = cases.filter((test) => /<(failure|error)\b/.test(test)).length;
  skipped = cases.filter((test) => /<skipped\b/.test(test)).length;
}

console.log(total - failed - skipped, failed, skipped);
