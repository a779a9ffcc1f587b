/** The texts of a function that all three target languages call by a name: `\sin\left(x\right)`, `np.sin(x)`, `Math.sin(x)`. */
export function callTexts(latex: string, numpy: string, javascript: string) {
  return {
    latex: (...args: string[]) => `${latex}\\left(${args.join(', ')}\\right)`,
    numpy: (...args: string[]) => `${numpy}(${args.join(', ')})`,
    javascript: (...args: string[]) => `${javascript}(${args.join(', ')})`,
  };
}
