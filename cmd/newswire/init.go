package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"newswire/config"
)

func newInit() *cobra.Command {
	return &cobra.Command{
		Use:   "init [FILE]",
		Short: "Write a commented starter configuration",
		Long:  "Init writes a commented starter configuration to FILE (default newswire.yaml). It never overwrites a file.",
		Example: `  newswire init
  newswire init sites/news.yaml`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := "newswire.yaml"
			if len(args) == 1 {
				path = args[0]
			}
			f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
			if errors.Is(err, fs.ErrExist) {
				return fmt.Errorf("%s exists: remove it first, or name another file", path)
			}
			if err != nil {
				return fmt.Errorf("writing the starter configuration: %w", err)
			}
			if _, err := f.Write(config.Example); err != nil {
				return errors.Join(fmt.Errorf("writing %s: %w", path, err), f.Close())
			}
			if err := f.Close(); err != nil {
				return fmt.Errorf("writing %s: %w", path, err)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "wrote %s: put your sites in, then try  newswire check -c %s\n", path, path)
			return nil
		},
	}
}
