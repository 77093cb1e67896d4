/** Small models, one of each kind, that several tests look at. */

export const line = `model Line
data "line.csv" { x: real[N, D]  y: real[N] }
prior {
  w: real[D] ~ normal(0.5, 10)
  b ~ normal(0, 3)
}
likelihood { y ~ normal(x @ w + b, 0.5) }
infer exact
`;

export const logistic = `model Logistic
data "admissions.csv" { x: real[N, D]  admitted: bool[N] }
prior {
  w: real[D] ~ normal(0, 2)
  b ~ normal(0, 5)
}
likelihood { admitted ~ bernoulli(logits = x @ w + b) }
infer vi
`;

export const counts = `model Counts
data "counts.csv" { x: real[N, D]  n: count[N] }
prior {
  relevance: positive[D] ~ inverse_gamma(2, 1)
  w: real[D] ~ normal(0, sqrt(relevance))
  level ~ normal(0, 1)
  base: positive = exp(level) + 1
}
likelihood { n ~ poisson(base * exp(x @ w)) }
infer map
`;

export const network = `model Network
data "cars.csv" { x: real[N, D]  y: real[N] }
network f: real[D] -> real {
  hidden: dense(4, tanh)
  second: dense(3, softplus)
  dense
}
prior {
  f.weight ~ normal(0, 1 / sqrt(fan_in))
  f.bias ~ normal(0, 1)
  noise: positive ~ half_normal(1)
}
likelihood { y ~ normal(f(x), noise) }
infer vi
`;

export const classes = `model Classes
data "iris.csv" { x: real[N, D]  species: Species[N] }
network f: real[D] -> real[Species] {
  hidden: dense(3, relu)
  dense
}
prior {
  f.weight ~ normal(0, 1)
  f.bias ~ normal(0, 1)
}
likelihood { species ~ categorical(logits = f(x)) }
infer vi
`;

export const schools = `model Schools
data "schools.csv" { y: real[N]  sigma: positive[N]  school: School[N] }
prior {
  mu ~ normal(0, 5)
  theta: real[School] ~ normal(mu, 2)
}
likelihood { y ~ normal(theta[school], sigma) }
infer vi
`;
