import { ValidateIf } from 'class-validator';

/** A property that may be left out. Why not `IsOptional`: that lets null pass as well. */
export const Omittable = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);
