package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"newswire/site"
)

// ErrNotFound tells that the named configuration file is not there.
var ErrNotFound = errors.New("no configuration file")

// maxFile bounds a configuration file; a real one is a few hundred kilobytes at most.
const maxFile = 16 << 20

// Load reads, completes and validates the configuration file at path. Relative paths inside it are
// relative to the working directory, but for sites_dir, which stands beside the file.
func Load(path string) (*Config, error) {
	c := Default()
	if err := decodeFile(path, &c); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%w %s: `newswire init` writes a starter, -c names another", ErrNotFound, path)
		}
		return nil, err
	}
	if c.SitesDir != "" {
		if !filepath.IsAbs(c.SitesDir) {
			c.SitesDir = filepath.Join(filepath.Dir(path), c.SitesDir)
		}
		sites, err := loadSites(c.SitesDir)
		if err != nil {
			return nil, err
		}
		c.Sites = append(c.Sites, sites...)
	}
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &c, nil
}

// loadSites reads every *.yaml of dir, in the order of names.
func loadSites(dir string) ([]site.Site, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("reading sites_dir: %w", err)
	}
	var sites []site.Site
	for _, e := range entries {
		if e.IsDir() || filepath.Ext(e.Name()) != ".yaml" {
			continue
		}
		var s site.Site
		if err := decodeFile(filepath.Join(dir, e.Name()), &s); err != nil {
			return nil, err
		}
		sites = append(sites, s)
	}
	return sites, nil
}

func decodeFile(path string, into any) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	if len(data) > maxFile {
		return fmt.Errorf("reading %s: larger than %d MiB, which is no configuration", path, maxFile>>20)
	}
	if err := decode(data, into, os.LookupEnv); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// decode reads one YAML document over what into holds already.
func decode(data []byte, into any, lookup func(string) (string, bool)) error {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var document yaml.Node
	if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
		return nil // an empty file is all defaults
	} else if err != nil {
		return plain(err)
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return errors.New("a second YAML document begins in the file: remove the line ---")
	}
	root := document.Content[0]
	if err := expand(root, lookup); err != nil {
		return err
	}
	if err := checkKeys(root, reflect.TypeOf(into)); err != nil {
		return err
	}
	return plain(root.Decode(into))
}

// forPeople puts the decoder's words about Go and YAML types into words about values.
var forPeople = strings.NewReplacer("cannot unmarshal !!", "cannot read ", " into time.Duration", " as a duration such as 30s or 12h",
	"!!", "", " into ", " as ")

// plain makes one line of the decoder's errors, which list several under a heading of their own.
func plain(err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*yaml.TypeError](err); ok {
		return errors.New(forPeople.Replace(strings.Join(slices.Compact(e.Errors), "; ")))
	}
	return errors.New(strings.TrimPrefix(err.Error(), "yaml: "))
}
