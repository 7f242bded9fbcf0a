/** A value that a column cannot take, and one sentence that says why. Why a class: it stands where a value would. */
export class Misfit {
  constructor(readonly reason: string) {}
}
