import { text } from './text';

/** Why the server refused something, or could not be asked. */
export interface Problem {
  code: string;
  message: string;
  field?: string;
  retryAfterMs?: number;
}

export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'Refused';
    this.problem = problem;
  }
}

/** The request got no answer at all. */
export const unreachable = 'unreachable';

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Refused) return error.problem;
  if (isProblem(error)) return error;
  return { code: unreachable, message: text.problems.unreachable };
}

/** What to show: the server's own sentence where it names what is wrong, ours where it cannot. */
export function explain(problem: Problem): string {
  if (problem.code === 'rate_limited')
    return text.problems.slowDown(Math.ceil((problem.retryAfterMs ?? 1000) / 1000));
  return problem.message || text.problems.unknown;
}
