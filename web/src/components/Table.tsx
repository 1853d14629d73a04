import type { ReactNode } from 'react';
import styles from './Table.module.css';

export interface Column<Row> {
  name: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand under each other. */
  numeric?: boolean;
  /** What is done to a row; its heading is for screen readers alone. */
  actions?: boolean;
}

interface TableProps<Row> {
  label: string;
  /** The first one says what the row is about. */
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
}

/**
 * Rows of many of the same kind. Where there is no room for columns each row is a card whose cells bear the names of their columns; the roles
 * are written down because a table that is not laid out as one is none to some browsers.
 */
export function Table<Row>({ label, columns, rows, keyOf }: TableProps<Row>) {
  return (
    <div className={styles.place}>
      <table role="table" aria-label={label} className={styles.table}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ name, numeric, actions }) => (
              <th key={name} role="columnheader" scope="col" data-numeric={numeric}>
                {actions === true ? <span className="visually-hidden">{name}</span> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={keyOf(row)}>
              {columns.map(({ name, cell, numeric, actions }, index) =>
                index === 0 ? (
                  <th key={name} role="rowheader" scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={name} role="cell" data-label={name} data-numeric={numeric} data-actions={actions}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
