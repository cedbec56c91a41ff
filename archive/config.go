package archive

import (
	"fmt"
	"path/filepath"
	"regexp"
	"time"

	"newswire/article"
)

// Config says where the archive is and how much of it is kept.
type Config struct {
	// Dir is the archive's folder; it is made if missing.
	Dir string `yaml:"-"`
	// Instance names the folder in Dir that this process writes; "" is Dir itself. Processes that share
	// Dir need one each, of letters, digits, '-' and '_'. All of them read everything in Dir.
	Instance string `yaml:"-"`
	// ReadOnly leaves the folder alone but for missing indexes, so that any number of processes may read
	// while another one writes. Store, and nothing else, is an error then.
	ReadOnly bool `yaml:"-"`

	// Prefix begins the names of files. Default: newswire.
	Prefix string `yaml:"prefix"`
	// MaxFile is the size at which a file is closed and the next one begun. Default: 1GB.
	MaxFile article.ByteSize `yaml:"max_file"`
	// MaxAge is how long pages are kept, counted from the last page of their file. Default: 0, for ever.
	MaxAge time.Duration `yaml:"max_age"`
	// MaxBytes is how large all files in Dir together may become before the oldest are removed.
	// Default: 0, no limit.
	MaxBytes article.ByteSize `yaml:"max_bytes"`
}

const defaultMaxFile = article.Gigabyte

// maxOpen is how long a file is written at most, so that MaxAge comes true where little is archived.
const maxOpen = 24 * time.Hour

var plainName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func (c Config) withDefaults() (Config, error) {
	if c.Prefix == "" {
		c.Prefix = "newswire"
	}
	if c.MaxFile == 0 {
		c.MaxFile = defaultMaxFile
	}
	if c.Dir != "" {
		c.Dir = filepath.Clean(c.Dir)
	}
	return c, c.Validate()
}

// Validate tells what is wrong with the values that are set.
func (c Config) Validate() error {
	for _, n := range []struct{ name, value string }{{"prefix", c.Prefix}, {"instance", c.Instance}} {
		if n.value != "" && !plainName.MatchString(n.value) {
			return fmt.Errorf("%s %q: use 1 to 64 letters, digits, '-' and '_'", n.name, n.value)
		}
	}
	for _, n := range []struct {
		name  string
		value int64
	}{{"max_file", int64(c.MaxFile)}, {"max_age", int64(c.MaxAge)}, {"max_bytes", int64(c.MaxBytes)}} {
		if n.value < 0 {
			return fmt.Errorf("%s is negative: use 0 for the default", n.name)
		}
	}
	return nil
}
