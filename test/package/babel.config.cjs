module.exports = { plugins: ['stackless/babel'] };
