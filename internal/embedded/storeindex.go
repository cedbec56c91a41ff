package embedded

import (
	"context"
	"database/sql" // FerretDB registers the driver "sqlite"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
)

// IndexIDs gives every collection the index that makes look-ups by _id fast; it does nothing where there
// is one. StartStore does it for the collections that exist; call it once more when new ones were made.
//
// FerretDB v1.24.2 indexes _id by the expression _ferretdb_sjson->"_id" and searches by
// _ferretdb_sjson->'$._id', which SQLite takes for two things, so that each look-up reads the whole table:
// 9 ms at 1,000 articles, 40 ms at 4,000. The second index, unknown to FerretDB, is one that SQLite does
// use: 0.5 ms at any size.
func (s *Store) IndexIDs(ctx context.Context) error { return indexIDs(ctx, s.dir) }

func indexIDs(ctx context.Context, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("listing the store's files: %w", err)
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".sqlite" {
			continue
		}
		path := filepath.Join(dir, e.Name())
		err := indexFile(ctx, path)
		if _, gone := os.Stat(path); errors.Is(gone, fs.ErrNotExist) {
			continue // somebody dropped the database meanwhile
		}
		if err != nil {
			return fmt.Errorf("indexing the store's file %s: %w", path, err)
		}
	}
	return nil
}

// indexFile indexes the collections of one database; FerretDB may have it open.
func indexFile(ctx context.Context, path string) (err error) {
	uri := url.URL{Scheme: "file", Opaque: path, RawQuery: "mode=rw&_pragma=busy_timeout(10000)"}
	db, err := sql.Open("sqlite", uri.String())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()

	tables, err := collectionTables(ctx, db)
	if err != nil {
		return err
	}
	for _, t := range tables {
		create := fmt.Sprintf(`CREATE INDEX IF NOT EXISTS %q ON %q (_ferretdb_sjson->'$._id')`, t+"_by_id", t)
		if _, err := db.ExecContext(ctx, create); err != nil {
			return fmt.Errorf("indexing %s: %w", t, err)
		}
	}
	return nil
}

// collectionTables returns the tables that hold documents; FerretDB names them [a-z0-9_]+.
func collectionTables(ctx context.Context, db *sql.DB) (tables []string, err error) {
	rows, err := db.QueryContext(ctx,
		`SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = '_ferretdb_sjson'`)
	if err != nil {
		return nil, fmt.Errorf("listing tables: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, fmt.Errorf("listing tables: %w", err)
		}
		tables = append(tables, name)
	}
	return tables, rows.Err()
}
