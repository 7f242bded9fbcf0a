import { describeContract } from './describe-contract.js';

describe('contract on mariadb', () => describeContract('mariadb'));
