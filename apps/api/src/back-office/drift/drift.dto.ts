import type { ConfigurationViolation, EntityConfiguration } from '@dx/entity-configuration';
import { ApiProperty } from '@nestjs/swagger';
import { ConfigurationBody } from '../configurations/configuration-body.dto.js';
import { ViolationAnswer } from '../configurations/configuration.dto.js';
import { CHANGE_KINDS, type ChangeKind } from './configuration-fix.js';

/** One step of a proposal. */
export class ProposedChangeAnswer {
  @ApiProperty({
    enum: CHANGE_KINDS,
    description:
      '`accept-column`: the column has another type now and is offered again when the configuration is saved as it is.',
  })
  readonly kind: ChangeKind;

  @ApiProperty({ description: 'Inside the stored configuration.', example: 'definition.fields[3]' })
  readonly path: string;

  @ApiProperty({ type: String, nullable: true })
  readonly from: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly to: string | null;

  @ApiProperty()
  readonly reason: string;
}

/** A configuration that fits again. Nothing of it is done by itself. */
export class ProposalAnswer {
  @ApiProperty({ type: [ProposedChangeAnswer] })
  readonly changes: readonly ProposedChangeAnswer[];

  @ApiProperty({ type: ConfigurationBody, description: 'To be sent to `PUT /back-office/configurations/{id}`.' })
  readonly configuration: EntityConfiguration;

  @ApiProperty({ description: 'Whether it could be saved as it is.' })
  readonly valid: boolean;

  @ApiProperty({ type: [ViolationAnswer], description: 'What would still be wrong or odd.' })
  readonly violations: readonly ConfigurationViolation[];
}

/** An endpoint whose table changed. */
export class DriftedEndpointAnswer {
  @ApiProperty({ type: 'integer', description: 'The id of its configuration.' })
  readonly id: number;

  @ApiProperty()
  readonly alias: string;

  @ApiProperty()
  readonly table: string;

  @ApiProperty({ description: 'The stored version that the proposal is based on; to be sent as `If-Match`.' })
  readonly revision: string;

  @ApiProperty({ description: 'Whether clients can still use it, without what is gone.' })
  readonly served: boolean;

  @ApiProperty({ type: [ViolationAnswer] })
  readonly problems: readonly ConfigurationViolation[];

  @ApiProperty({ type: ProposalAnswer })
  readonly proposal: ProposalAnswer;
}

/** Every endpoint whose table changed. */
export class DriftAnswer {
  @ApiProperty({ type: [DriftedEndpointAnswer] })
  readonly data: readonly DriftedEndpointAnswer[];

  @ApiProperty({ type: String, format: 'date-time', description: 'When the tables were read last.' })
  readonly checkedAt: Date;
}
