// Reads one TRX (xunit) or JUnit (vitest, node --test) report. The first line is "passed failed skipped", "0 0 0" where there is no
// report; then comes the name of each failed test.
import { existsSync, readFileSync } from 'node:fs';

const path = process.argv[2];
// CDATA and messages may hold what looks like elements, so both are emptied before anything is counted.
const xml = existsSync(path)
  ? readFileSync(path, 'utf8').replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '').replace(/\bmessage="[^"]*"/g, 'message=""')
  : '';

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const attribute = (element, name) =>
  (element.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? '').replace(/&(amp|lt|gt|quot|apos);/g, (_, entity) => entities[entity]);

const ofTrx = () =>
  (xml.match(/<UnitTestResult\b(?:"[^"]*"|[^>"])*>/g) ?? []).map((test) => ({
    name: attribute(test, 'testName'),
    outcome: { Passed: 'passed', NotExecuted: 'skipped' }[attribute(test, 'outcome')] ?? 'failed',
  }));

const ofJUnit = () =>
  xml.split(/<testcase\b/).slice(1).map((test) => ({
    name: attribute(test, 'name'),
    outcome: /<(failure|error)\b/.test(test) ? 'failed' : /<skipped\b/.test(test) ? 'skipped' : 'passed',
  }));

const tests = xml.includes('<TestRun') ? ofTrx() : ofJUnit();
const count = (outcome) => tests.filter((test) => test.outcome === outcome).length;

console.log(count('passed'), count('failed'), count('skipped'));
for (const test of tests.filter((test) => test.outcome === 'failed')) console.log(test.name);
