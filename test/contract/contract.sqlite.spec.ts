import { describeContract } from './describe-contract.js';

describe('contract on sqlite', () => describeContract('sqlite'));
