package date_test

import (
	"fmt"
	"time"

	"newswire/extractor/internal/date"
)

func ExampleParse() {
	t, ok := date.Parse("Jan.24 - 2025 9:31 AM CET", date.Options{Lang: "en"})
	fmt.Println(t.At.Format(time.RFC3339), t.Precision, t.Zone, ok)
	// Output: 2025-01-24T09:31:00+01:00 minute page true
}

func ExampleFind() {
	t, ok := date.Find("Von Erika Muster, Berlin, 24. Januar 2025 um 9.31 Uhr", date.Options{Lang: "de"})
	fmt.Println(t.At.Format(time.RFC3339), t.Precision, t.Zone, ok)
	fmt.Println(t.Raw)
	// Output:
	// 2025-01-24T09:31:00Z minute assumed true
	// 24. Januar 2025 um 9.31 Uhr
}
