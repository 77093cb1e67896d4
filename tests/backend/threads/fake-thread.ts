/** Threads that a test starts, answers for and ends by hand. */

import type { PoolThread } from "../../../src/backend/threads/pool.ts";
import type { Answer, Message } from "../../../src/backend/threads/protocol.ts";

export interface FakeThread extends PoolThread {
  readonly heard: Message[];
  answer(answer: Answer): void;
  fail(why: string): void;
  over: boolean;
  held: boolean;
}

export function fakeThread(): FakeThread {
  let answer: (answer: Answer) => void = () => {};
  let fail: (why: string) => void = () => {};
  return {
    heard: [],
    over: false,
    held: false,
    post(message) {
      this.heard.push(message);
    },
    listen(hear, fault) {
      answer = hear;
      fail = fault;
    },
    hold(alive) {
      this.held = alive;
    },
    end() {
      this.over = true;
    },
    answer: (said) => answer(said),
    fail: (why) => fail(why),
  };
}
