package io.elevenfold.forwarding.transport;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Which addresses a destination may have. It is asked at each connect and hands out the very addresses that are then
 * connected to, so that a name that changes its mind (DNS rebinding) gains nothing.
 *
 * @param privateAllowed whether an administrator allowed private ranges and this machine for the destination
 * @param names who knows the addresses of a name
 */
public record AddressGuard(boolean privateAllowed, Names names) {

    /** Asks for the addresses of a name. */
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    public AddressGuard(boolean privateAllowed) {
        this(privateAllowed, InetAddress::getAllByName);
    }

    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    /**
     * The addresses of a name.
     *
     * @throws RefusedAddressException when one of them is not allowed
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.addresses(host);
        for (InetAddress address : addresses) {
            check(host, address);
        }
        return addresses;
    }

    private void check(String host, InetAddress address) throws RefusedAddressException {
        if (isNever(address)) {
            throw new RefusedAddressException(host
                    + " leads to a link-local, metadata, multicast or unspecified address, which is never allowed");
        }
        if (!privateAllowed && isPrivate(address)) {
            throw new RefusedAddressException(
                    host + " leads to a private address, which this destination does not allow");
        }
    }

    private static boolean isNever(InetAddress address) {
        if (address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return true;
        }
        if (address.isLoopbackAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            // 0.0.0.0/8 is this host, 240.0.0.0/4 nobody, 100.100.100.200 Alibaba's metadata, 168.63.129.16 Azure's.
            return bytes[0] == 0
                    || (bytes[0] & 0xf0) == 0xf0
                    || Arrays.equals(bytes, new byte[] {100, 100, 100, (byte) 200})
                    || Arrays.equals(bytes, new byte[] {(byte) 168, 63, (byte) 129, 16});
        }
        if (isAws(bytes)) {
            return true;
        }
        Inet4Address within = embedded(bytes);
        return within != null && isNever(within);
    }

    /** {@code fd00:ec2::/32}: Amazon's metadata, which would otherwise be a private address like others. */
    private static boolean isAws(byte[] bytes) {
        return bytes[0] == (byte) 0xfd && bytes[1] == 0 && bytes[2] == 0x0e && bytes[3] == (byte) 0xc2;
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address.isLoopbackAddress() || address.isSiteLocalAddress()) {
            return true;
        }
        if (address instanceof Inet4Address) {
            // 100.64.0.0/10: a provider's own network (RFC 6598); 198.18.0.0/15: laboratories.
            return bytes[0] == 100 && (bytes[1] & 0xc0) == 64 || bytes[0] == (byte) 198 && (bytes[1] & 0xfe) == 18;
        }
        if (address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc) {
            return true;
        }
        Inet4Address within = embedded(bytes);
        return within != null && isPrivate(within);
    }

    /** The IPv4 address that stands in one of NAT64, 6to4 or the old compatible form; null when there is none. */
    private static @org.jspecify.annotations.Nullable Inet4Address embedded(byte[] bytes) {
        int from;
        if (Arrays.equals(Arrays.copyOf(bytes, NAT64.length), NAT64)
                || Arrays.equals(Arrays.copyOf(bytes, NAT64.length), new byte[NAT64.length])) {
            from = NAT64.length;
        } else if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            from = 2;
        } else {
            return null;
        }
        try {
            return (Inet4Address) InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
