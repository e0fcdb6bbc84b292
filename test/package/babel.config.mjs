export default { plugins: ['stackless/babel'] };
