package site

import "time"

// Subscription is what is kept of a feed that is subscribed to at a WebSub hub.
type Subscription struct {
	Site string `json:"site"`
	// Feed is the address that the site lists, Topic the one that the hub knows the feed by.
	Feed  string `json:"feed"`
	Topic string `json:"topic"`
	Hub   string `json:"hub"`
	// Token is the part of the callback's address that nobody can guess, Secret the key of signatures.
	Token  string `json:"token"`
	Secret string `json:"secret"`
	// OfferedAt is when the feed was last seen to name the hub, to the hour.
	OfferedAt time.Time `json:"offered_at"`
	// AskedAt is the last request to the hub, ConfirmedAt the last time that the hub verified it, both zero at
	// first. What the hub sends ends at ExpiresAt.
	AskedAt     time.Time `json:"asked_at,omitzero"`
	ConfirmedAt time.Time `json:"confirmed_at,omitzero"`
	ExpiresAt   time.Time `json:"expires_at,omitzero"`
	// Denied is why the hub will not have the subscription, "" if it did not say so.
	Denied string `json:"denied,omitempty"`
}
