// Prints the closing line from vitest's report and exits non-zero when anything failed. Argument: failed checks outside vitest.
import { readFileSync } from 'node:fs';

const others = Number(process.argv[2] ?? 0);
let report = { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, success: false };
try {
  report = JSON.parse(readFileSync('coverage/tests.json', 'utf8'));
} catch (error) {
  console.error(`no test report: ${error.message}`);
}
const failed = report.numFailedTests + others + (report.success || report.numFailedTests > 0 ? 0 : 1);
console.log(`${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests + report.numTodoTests} skipped`);
process.exit(failed > 0 ? 1 : 0);
