import { isJson, Json, recordAt, recordsAt } from '../objects';
import { Cause } from '../status';
import { forbidden, invalid, required } from './causes';
import { labelKey, labels, labelValue } from './names';

/** A label selector: `matchLabels` and `matchExpressions`. */
export function selector(value: unknown, field: string): Cause[] {
  const { matchLabels } = isJson(value) ? value : {};
  return [
    ...labels(isJson(matchLabels) ? matchLabels : {}, `${field}.matchLabels`),
    ...recordsAt(value, 'matchExpressions').flatMap((requirement, i) =>
      expression(requirement, `${field}.matchExpressions[${i}]`),
    ),
  ];
}

function expression({ key, operator, values }: Json, field: string): Cause[] {
  const given = Array.isArray(values) ? values : [];
  const found: Cause[] = [];
  if (operator === 'In' || operator === 'NotIn') {
    if (given.length === 0) {
      found.push(
        required(
          `${field}.values`,
          "must be specified when `operator` is 'In' or 'NotIn'",
        ),
      );
    }
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (given.length > 0) {
      found.push(
        forbidden(
          `${field}.values`,
          "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        ),
      );
    }
  } else {
    found.push(
      invalid(`${field}.operator`, operator, 'not a valid selector operator'),
    );
  }
  return [
    ...found,
    ...labelKey(String(key ?? ''), `${field}.key`),
    ...given.flatMap((value, i) =>
      labelValue(String(value), `${field}.values[${i}]`),
    ),
  ];
}

/** A workload's selector, which its template must match. */
export function workloadSelector(object: Json, kind: string): Cause[] {
  const spec = recordAt(object, 'spec');
  if (!isJson(spec.selector)) {
    return [required('spec.selector')];
  }
  const { matchLabels, matchExpressions } = spec.selector;
  const isEmpty =
    Object.keys(isJson(matchLabels) ? matchLabels : {}).length === 0 &&
    !(Array.isArray(matchExpressions) && matchExpressions.length > 0);
  if (isEmpty) {
    return [
      invalid(
        'spec.selector',
        spec.selector,
        `empty selector is invalid for ${kind}`,
      ),
    ];
  }
  const own = recordAt(spec, 'template', 'metadata', 'labels');
  const matches = Object.entries(isJson(matchLabels) ? matchLabels : {}).every(
    ([key, value]) => own[key] === value,
  );
  return [
    ...selector(spec.selector, 'spec.selector'),
    ...(matches
      ? []
      : [
          invalid(
            'spec.template.metadata.labels',
            own,
            '`selector` does not match template `labels`',
          ),
        ]),
  ];
}
