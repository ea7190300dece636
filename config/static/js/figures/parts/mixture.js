// A mixture of Gaussians on a line under noise, in closed form; ddpm_reference/gaussian.py is the same in any dimension.
export const bell = (distance, variance) => Math.exp((-distance * distance) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);

export function mixture({ weights, means, deviations }) {
  const variance = (k, alphaBar) => alphaBar * deviations[k] ** 2 + 1 - alphaBar;
  const part = (k, x, alphaBar) => weights[k] * bell(x - Math.sqrt(alphaBar) * means[k], variance(k, alphaBar));
  const density = (x, alphaBar) => weights.reduce((sum, _, k) => sum + part(k, x, alphaBar), 0);

  // E[ε | x_t]: each part's own prediction, weighted by how likely that part is to have made x_t.
  function noise(x, alphaBar) {
    const own = (k) => (Math.sqrt(1 - alphaBar) * (x - Math.sqrt(alphaBar) * means[k])) / variance(k, alphaBar);
    return weights.reduce((sum, _, k) => sum + part(k, x, alphaBar) * own(k), 0) / density(x, alphaBar);
  }

  return {
    density,
    noise,
    expected: (x, alphaBar) => (x - Math.sqrt(1 - alphaBar) * noise(x, alphaBar)) / Math.sqrt(alphaBar),
    reverseMean: (x, alphaBar, beta) => (x - (beta / Math.sqrt(1 - alphaBar)) * noise(x, alphaBar)) / Math.sqrt(1 - beta),
  };
}
