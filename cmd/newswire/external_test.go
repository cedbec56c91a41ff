package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newswire/article"
)

// TestExternalServers runs a crawl on a nats-server and a store in processes of their own.
func TestExternalServers(t *testing.T) {
	t.Parallel()
	certs := makeCertificates(t)
	tests := []struct {
		name   string
		server []string // nats-server's flags
		url    string   // %s stands for host:port
		config string   // further keys of nats
		wrong  string   // an address that must be refused, "" if every client is welcome
	}{
		{name: "open", url: "nats://%s"},
		{name: "password", server: []string{"--user", "wire", "--pass", "s3cret"}, url: "nats://wire:s3cret@%s", wrong: "nats://wire:guess@%s"},
		{name: "token", server: []string{"--auth", "t0ken"}, url: "nats://t0ken@%s", wrong: "nats://guess@%s"},
		{
			name:   "TLS",
			server: []string{"--tls", "--tlsverify", "--tlscert", certs.cert, "--tlskey", certs.key, "--tlscacert", certs.ca},
			url:    "tls://%s",
			config: fmt.Sprintf(", tls: {ca: %q, cert: %q, key: %q}", certs.ca, certs.cert, certs.key),
			wrong:  "tls://%s", // without a certificate of its own
		},
	}
	storeDir := t.TempDir()
	start(t, binary(t, "newswire/cmd/newswire"), "run", "--roles", "mongo", "-c", writeConfig(t, "{}"), "--data-dir", storeDir)
	mongo := awaitEndpoint(t, storeDir, mongoServer)

	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			address := startNATSServer(t, tt.server...)
			site := harbourSite(t)
			config := func(url, more string) string {
				return writeConfig(t, fmt.Sprintf(`
nats: {url: %q%s}
mongo: {uri: %q, database: %q}
http: {allow_addresses: ["127.0.0.0/8"]}
sites:
  - name: harbour
    sources: [{feed: "http://%s/rss.xml"}]
    limits: {max_age: -1s}
    pace: {delay: 10ms}
`, fmt.Sprintf(url, address), more, mongo, "news_"+tt.name, site))
			}
			good, dataDir := config(tt.url, tt.config), t.TempDir()
			stdout, stderr, status := newswire(t, "crawl", "-c", good, "--data-dir", dataDir)
			if status != 0 || !strings.Contains(stdout, "harbour") {
				t.Fatalf("crawl: exit status %d\n%s%s", status, stdout, stderr)
			}
			stdout, stderr, status = newswire(t, "tail", "-c", good, "--data-dir", dataDir, "--since", "1h", "-n", "2", "--format", "json")
			if status != 0 {
				t.Fatalf("tail: exit status %d\n%s", status, stderr)
			}
			titles := map[string]bool{}
			for line := range strings.Lines(stdout) {
				var a article.Article
				if err := json.Unmarshal([]byte(line), &a); err != nil {
					t.Fatalf("tail wrote %q: %v", line, err)
				}
				titles[a.Title] = true
			}
			if !titles[bridgeTitle] || !titles[ferryTitle] || len(titles) != 2 {
				t.Errorf("tail read %v", titles)
			}
			for _, name := range []string{natsServer, mongoServer} {
				if _, err := os.Stat(filepath.Join(dataDir, name)); err == nil {
					t.Errorf("an embedded %s server was started under %s", name, dataDir)
				}
			}
			if tt.wrong == "" {
				return
			}
			_, stderr, status = newswire(t, "crawl", "-c", config(tt.wrong, ""), "--data-dir", t.TempDir())
			if status != exitFailed || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, "connecting to NATS at") {
				t.Errorf("a stranger's crawl: exit status %d, %q; want one line and status 1", status, stderr)
			}
			if strings.Contains(stderr, "guess") {
				t.Errorf("the error gives the password away: %q", stderr)
			}
		})
	}
}

// startNATSServer runs a nats-server process with JetStream and returns its address.
func startNATSServer(t *testing.T, flags ...string) string {
	t.Helper()
	dir := t.TempDir()
	start(t, binary(t, "github.com/nats-io/nats-server/v2"),
		append([]string{"-a", "127.0.0.1", "-p", "-1", "-js", "-sd", dir, "--ports_file_dir", dir}, flags...)...)
	return await(t, "nats-server's ports file", func() (string, bool) {
		files, err := filepath.Glob(filepath.Join(dir, "*.ports"))
		if err != nil || len(files) == 0 {
			return "", false
		}
		data, err := os.ReadFile(files[0])
		if err != nil {
			return "", false
		}
		var ports struct {
			NATS []string `json:"nats"`
		}
		if json.Unmarshal(data, &ports) != nil || len(ports.NATS) == 0 {
			return "", false
		}
		_, address, _ := strings.Cut(ports.NATS[0], "://")
		return address, true
	})
}

func writeConfig(t *testing.T, yaml string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "newswire.yaml")
	if err := os.WriteFile(path, []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const (
	bridgeTitle = "Harbour bridge reopens after nine years"
	ferryTitle  = "Old ferry goes on sale with its captain's chair"
)

// harbourSite serves a feed with two articles and returns its address.
func harbourSite(t *testing.T) string {
	t.Helper()
	page := func(title string) string {
		return `<!DOCTYPE html><html lang="en"><head><title>` + title + `</title></head><body><article><h1>` + title + `</h1>
<p>By Ada Quill</p><time datetime="2025-01-24T09:31:00+01:00">24 January 2025</time>
<p>The harbour was full of people on Friday morning, and the office counted more than four thousand of them before the noon gun was fired.</p>
<p>Nobody could remember such a crowd, said the head of the school on the eastern bank, whose pupils had been given the day off to see it.</p>
<p>The office expects the numbers to fall again as soon as the weather turns, which the forecast promises for the end of the week.</p>
</article></body></html>`
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /rss.xml", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>
<item><title>Bridge</title><link>http://%[1]s/2025/01/24/bridge.html</link></item>
<item><title>Ferry</title><link>http://%[1]s/2025/01/25/ferry.html</link></item></channel></rss>`, r.Host)
	})
	for path, title := range map[string]string{"/2025/01/24/bridge.html": bridgeTitle, "/2025/01/25/ferry.html": ferryTitle} {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, page(title))
		})
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

// certificates are PEM files: one certificate for both ends, signed by ca.
type certificates struct{ ca, cert, key string }

func makeCertificates(t *testing.T) certificates {
	t.Helper()
	dir := t.TempDir()
	write := func(name, kind string, der []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	sign := func(template, parent *x509.Certificate, public *ecdsa.PublicKey, signer *ecdsa.PrivateKey) []byte {
		der, err := x509.CreateCertificate(rand.Reader, template, parent, public, signer)
		if err != nil {
			t.Fatal(err)
		}
		return der
	}
	newKey := func() *ecdsa.PrivateKey {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return key
	}
	now := time.Now()
	authority := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	authorityKey := newKey()
	ca := sign(authority, authority, &authorityKey.PublicKey, authorityKey)
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "test"}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	leafKey := newKey()
	cert := sign(leaf, authority, &leafKey.PublicKey, authorityKey)
	key, err := x509.MarshalECPrivateKey(leafKey)
	if err != nil {
		t.Fatal(err)
	}
	return certificates{
		ca: write("ca.pem", "CERTIFICATE", ca), cert: write("cert.pem", "CERTIFICATE", cert), key: write("key.pem", "EC PRIVATE KEY", key),
	}
}
