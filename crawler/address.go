package crawler

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"
)

// errAddress marks a connection that the crawler refuses to open.
var errAddress = errors.New("not a public address")

// notPublic are the ranges inside the unicast space that do not lead to a public server.
// Source: the IANA IPv4 and IPv6 special-purpose address registries. The predicates of net/netip know
// about half of them.
var notPublic = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),       // this network
	netip.MustParsePrefix("10.0.0.0/8"),      // private
	netip.MustParsePrefix("100.64.0.0/10"),   // carriers' NAT
	netip.MustParsePrefix("127.0.0.0/8"),     // loopback
	netip.MustParsePrefix("169.254.0.0/16"),  // link-local, clouds' metadata
	netip.MustParsePrefix("172.16.0.0/12"),   // private
	netip.MustParsePrefix("192.0.0.0/24"),    // protocol assignments
	netip.MustParsePrefix("192.0.2.0/24"),    // documentation
	netip.MustParsePrefix("192.88.99.0/24"),  // 6to4 relays
	netip.MustParsePrefix("192.168.0.0/16"),  // private
	netip.MustParsePrefix("198.18.0.0/15"),   // benchmarks
	netip.MustParsePrefix("198.51.100.0/24"), // documentation
	netip.MustParsePrefix("203.0.113.0/24"),  // documentation
	netip.MustParsePrefix("224.0.0.0/3"),     // multicast, reserved, broadcast
	netip.MustParsePrefix("2001::/23"),       // protocol assignments, Teredo
	netip.MustParsePrefix("2001:db8::/32"),   // documentation
	netip.MustParsePrefix("2002::/16"),       // 6to4, which embeds any IPv4 address
	netip.MustParsePrefix("3fff::/20"),       // documentation
}

// globalUnicast is all that IANA has opened of IPv6: loopback, local, mapped, translated (64:ff9b::) and
// multicast addresses lie outside.
var globalUnicast = netip.MustParsePrefix("2000::/3")

// public tells whether addr may be the address of a public server.
func public(addr netip.Addr) bool {
	addr = addr.Unmap().WithZone("")
	if addr.Is6() && !globalUnicast.Contains(addr) {
		return false
	}
	for _, p := range notPublic {
		if p.Contains(addr) {
			return false
		}
	}
	return addr.IsValid()
}

// permit returns an error that is [errAddress] unless addr is public or allowed.
func permit(addr netip.Addr, allowed []Network) error {
	plain := addr.Unmap().WithZone("")
	for _, n := range allowed {
		if n.Contains(plain) {
			return nil
		}
	}
	if public(addr) {
		return nil
	}
	return fmt.Errorf("%w: %s: list it in http.allow_addresses to crawl it", errAddress, addr)
}

// guard returns a [net.Dialer.Control]: it sees the address that is dialled, after the name was
// resolved, so that no DNS answer leads astray.
func guard(allowed []Network) func(network, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		ap, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("%w: %s", errAddress, address)
		}
		return permit(ap.Addr(), allowed)
	}
}
