/** Something a person can put right: what is wrong, and what to do. Anything else that is thrown is a fault of ours. */
export class Problem extends Error {
  /**
   * @param {string} what what is wrong, one plain sentence
   * @param {string[]} todo what to do, one line each
   */
  constructor(what, ...todo) {
    super(what)
    this.name = "Problem"
    this.todo = todo
  }
}

/**
 * Words for an error of the file system.
 * @param {NodeJS.ErrnoException} error
 * @param {string} path the folder or file that was to be written
 * @returns {Problem | undefined} nothing when it is another kind of error
 */
export function diskProblem(error, path) {
  if (error.code === "ENOSPC" || error.code === "EDQUOT")
    return new Problem(
      `The disk is full: ${path} cannot be written.`,
      "Free some space (1 GB is enough) and start again.",
    )
  if (error.code === "EROFS")
    return new Problem(`${path} is on a disk that is read-only.`, "Clone Earshot to another disk.")
  if (error.code === "EACCES" || error.code === "EPERM")
    return new Problem(
      `This user may not write to ${path}.`,
      `Give it to yourself (sudo chown -R "$USER" "${path}") or clone Earshot into your own folder.`,
    )
}
